import { ipcRenderer } from 'electron'
import { TRAINER_PORT } from '../protocol/trainer-page'

// All that the trainer's page gets: a port to the service.
ipcRenderer.on(TRAINER_PORT, ({ ports }) => window.postMessage(TRAINER_PORT, '*', ports))
