/**
 * The folder of what belongs to this machine rather than to a document: TensorFlow's native library, the results of
 * testing the rungs. The window and the command line share it. SLERP_MACHINE names another.
 */
export function machineFolder(
  platform: string,
  home: string,
  environment: Record<string, string | undefined>,
): string {
  const own = environment['SLERP_MACHINE']
  if (own) return own
  const { XDG_CACHE_HOME, LOCALAPPDATA } = environment
  if (platform === 'win32') return `${LOCALAPPDATA ?? `${home}\\AppData\\Local`}\\slerp`
  if (platform === 'darwin') return `${home}/Library/Caches/slerp`
  return `${XDG_CACHE_HOME ?? `${home}/.cache`}/slerp`
}

/**
 * Name of the file that lies there while a rung is tested. Found at the next start, that rung took everything down
 * with it; who ends in good order removes it.
 */
export const testingMark = 'testing'
