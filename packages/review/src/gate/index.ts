export {
  acknowledgementsIn,
  budgetRisks,
  gate,
  type Acknowledgement,
  type GatedRisk,
  type GateResult,
} from './gate.ts';
