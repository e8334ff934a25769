export { mentionsOf, type Mentions } from './mentions.js'
export {
  newTombstones,
  SOURCE_WORDS,
  TOMBSTONE_KEY,
  valueOfKey,
  type ErasedPerson,
  type Erasing,
  type ExportPart,
  type ExportRow,
  type ExportScope,
  type PersonalDataHolder,
  type Sweep,
} from './personal-data.js'
