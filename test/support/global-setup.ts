/** Starts what all test files share. The database cluster is added with the launcher. */
export default function setup(): void {}
