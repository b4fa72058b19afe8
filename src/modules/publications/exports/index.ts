export { csvOf } from './csv.js';
export {
  type ExportedFile,
  type ExportFormat,
  exportMediaTypes,
  exportOf,
  type ExportRequest,
  isExportFormat,
} from './export-of.js';
export type { BesideTable, NamedParts } from './export-view.js';
export { jsonOf } from './json.js';
export { pdfOf } from './pdf.js';
export { xlsxOf } from './xlsx.js';
