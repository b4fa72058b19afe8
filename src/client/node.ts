export { type FileStores, fileStores } from './store/file-stores.js';
