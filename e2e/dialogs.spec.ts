import { expect, test } from './app'

test('a dialog begins with what is written, Enter gives its usual answer, and one Escape leaves it', async ({
  page,
}) => {
  const more = page.getByRole('button', { name: /^More for/ })
  await more.click()
  await page.getByRole('menuitem', { name: 'Rename…' }).click()
  const name = page.getByRole('dialog').getByLabel('Name')
  await expect(name).toBeFocused()
  await page.keyboard.type('Lecture')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'More for Lecture' })).toBeVisible()

  // A tip that happens to be open is not what Escape is meant for.
  await page.keyboard.press('Shift+b')
  await page.getByRole('button', { name: 'Another image in place of B' }).hover()
  await expect(page.getByText('Another image in place of B')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()

  // What cannot be taken back is not answered by a stray Enter.
  await more.click()
  await page.getByRole('menuitem', { name: 'Delete…' }).click()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog', { name: /^Delete/ })).toBeVisible()
  await page.keyboard.press('Escape')

  // A number that is still being written counts.
  await page.getByRole('button', { name: 'New data set…' }).click()
  await page.getByRole('dialog').getByText('Emoji').click()
  await page.getByRole('spinbutton', { name: 'Pictures' }).fill('120')
  await page.keyboard.press('Enter')
  await expect(page.getByText('120 pictures')).toBeVisible({ timeout: 20_000 })
})
