import { expect, type ElectronApplication, type Page } from '@playwright/test'

/** What tests do by hand in more than one place. */

/** The system's own dialog cannot be operated by a test; everything behind it is real. */
export async function answerWith(app: ElectronApplication, filePath: string): Promise<void> {
  await app.evaluate(({ dialog }, path) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: path })
  }, filePath)
}

export async function choose(page: Page, label: string, option: RegExp): Promise<void> {
  await page.getByLabel(label, { exact: true }).click()
  await page.getByRole('option', { name: option }).click()
}

export async function exportAs(
  app: ElectronApplication,
  page: Page,
  format: RegExp,
  size: RegExp,
  path: string,
): Promise<void> {
  await answerWith(app, path)
  await page.getByTestId('export-timeline').click()
  await choose(page, 'Format', format)
  await choose(page, 'Size', size)
  await page.getByTestId('export-write').click()
  await expect(page.getByTestId('notice').getByText('The timeline was exported')).toBeVisible({
    timeout: 60_000,
  })
}

export async function drop(page: Page, path: string): Promise<void> {
  // Only the system can hand over a path with a file; the rest of the way is real.
  const input = await page.evaluateHandle(() => {
    const field = document.createElement('input')
    field.type = 'file'
    document.body.append(field)
    return field
  })
  await input.asElement()!.setInputFiles(path)
  await page.evaluate((field) => {
    const data = new DataTransfer()
    data.items.add(field.files![0]!)
    for (const kind of ['dragenter', 'drop'])
      window.dispatchEvent(new DragEvent(kind, { dataTransfer: data, bubbles: true, cancelable: true }))
    field.remove()
  }, input)
}
