export { averageFen, isFen, sumFen, yuanText, type Fen } from './fen.js'
export { percentOfFen, splitFen, unitsFen } from './split.js'
