import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { FaceFiles } from '../../engine'
import { wasmFolder } from '../../trainer/wasm-folder'

type Weights = FaceFiles['detector']

/** The weights lie in their package. */
export async function faceFiles(): Promise<FaceFiles> {
  const folder = dirname(createRequire(__filename).resolve('@vladmandic/face-api/package.json'))
  const weights = async (name: string): Promise<Weights> => ({
    manifest: await readFile(join(folder, 'model', `${name}-weights_manifest.json`), 'utf8'),
    bytes: await readFile(join(folder, 'model', `${name}.bin`)),
  })
  return {
    wasmFolder: wasmFolder(),
    detector: await weights('ssd_mobilenetv1_model'),
    landmarks: await weights('face_landmark_68_model'),
  }
}
