/** The address of a server by its host and port, such as `http://[::1]:4000`. */
export function httpAddress(host: string, port: number): string {
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
