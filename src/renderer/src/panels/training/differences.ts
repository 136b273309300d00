import type { ModelRecord } from '../../../../core/records/model'
import { figureLabels } from '../../../../core/records/card'
import { kindLabels, seriesNames } from '../../../../core/records/training'
import type { SettingName } from '../../../../core/records/training-settings'
import { settingTable } from '../../../../core/records/training-settings-table'
import { settingInWords, settingLabel } from '../../../../core/records/training-settings-words'

/** One line of a table of two models. */
export interface Row {
  label: string
  values: readonly [string, string]
}

const amount = new Intl.NumberFormat('en', { maximumSignificantDigits: 4, useGrouping: false })

/** What two models were asked that differs, data included. */
export function differences(one: ModelRecord, other: ModelRecord, dataNames: (id: string) => string): Row[] {
  const settings = (Object.keys(settingTable) as SettingName[]).map((name): Row => ({
    label: settingLabel(name),
    values: [settingInWords(one.config, name), settingInWords(other.config, name)],
  }))
  const data: Row = { label: 'Data', values: [dataNames(one.datasetId), dataNames(other.datasetId)] }
  const kind: Row = { label: 'Kind', values: [kindLabels[one.config.kind], kindLabels[other.config.kind]] }
  return [data, kind, ...settings].filter(({ values }) => values[0] !== values[1])
}

/** Their figures on pictures kept aside, at their newest checkpoints. */
export function figures(one: ModelRecord, other: ModelRecord): Row[] {
  return seriesNames.flatMap((name) => {
    const label = figureLabels[name]
    const row = label && rowOf(`Held-out ${label}`, one.figures?.[name], other.figures?.[name])
    return row && row.values.some((value) => value !== missing) ? [row] : []
  })
}

const missing = '–'

function rowOf(label: string, one: number | undefined, other: number | undefined): Row {
  return { label, values: [inWords(one), inWords(other)] }
}

const inWords = (value: number | undefined): string => (value === undefined ? missing : amount.format(value))
