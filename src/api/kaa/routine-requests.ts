import {
  AutumnField, KaaRoutineSet, KaaRoutineWithdrawn, SignalsField,
} from '../../domain/kaa/routine-events.js';
import { assumedRoutine, assumedSignals, type KaaRoutine } from '../../domain/kaa/routine.js';
import { Field, FieldOf, ObjectField, TextsField } from '../requests/fields.js';

const { from, through, retryDays } = AutumnField.properties;
const { autumn, steps } = KaaRoutineSet.schema.properties;

class AutumnBody {
  @Field(from, { example: assumedRoutine.autumn.from }) from!: string;
  @Field(through, { example: assumedRoutine.autumn.through }) through!: string;
  @Field(retryDays, { example: assumedRoutine.autumn.retryDays }) retryDays!: number;
}

const thresholds = SignalsField.properties;

class SignalsBody {
  @Field(thresholds.absentPercent, { example: assumedSignals.absentPercent }) absentPercent!: number;
  @Field(thresholds.unexcusedHours, { example: assumedSignals.unexcusedHours }) unexcusedHours!: number;
  @Field(thresholds.warnings, { example: assumedSignals.warnings }) warnings!: number;
  @Field(thresholds.programmeChanges, { example: assumedSignals.programmeChanges }) programmeChanges!: number;
  @Field(thresholds.withinDays, { example: assumedSignals.withinDays }) withinDays!: number;
  @Field(thresholds.termBegins, { example: assumedSignals.termBegins }) termBegins!: string;
  @Field(thresholds.lateStartDays, { example: assumedSignals.lateStartDays }) lateStartDays!: number;
}

/** A municipality's routine as it is from a day on; whose it is stands in the address. */
export class RoutineBody {
  @FieldOf(KaaRoutineSet, 'validOn', { example: '2026-01-01' }) validOn!: string;
  @FieldOf(KaaRoutineSet, 'reportedAt') reportedAt?: string;
  @FieldOf(KaaRoutineSet, 'firstTryDays', { example: assumedRoutine.firstTryDays }) firstTryDays!: number;
  @FieldOf(KaaRoutineSet, 'contactDays', { example: assumedRoutine.contactDays }) contactDays!: number;
  @FieldOf(KaaRoutineSet, 'retryDays', { example: assumedRoutine.retryDays }) retryDays!: number;
  @ObjectField(() => AutumnBody, { description: autumn.description! }) autumn!: AutumnBody;
  @FieldOf(KaaRoutineSet, 'waitsThrough', { example: assumedRoutine.waitsThrough }) waitsThrough!: string;

  @TextsField({ ...steps.items, examples: [...assumedRoutine.steps] }, {
    description: steps.description!, most: steps.maxItems!,
  })
  steps!: KaaRoutine['steps'];

  @ObjectField(() => SignalsBody, { description: SignalsField.description!, optional: true })
  signals?: SignalsBody;

  @FieldOf(KaaRoutineSet, 'origin', { example: 'Board, 12 December 2025, item 9' }) origin?: string;
}

export class RoutineWithdrawalBody {
  @FieldOf(KaaRoutineWithdrawn, 'reportedAt') reportedAt?: string;
  @FieldOf(KaaRoutineWithdrawn, 'withdraws') withdraws!: string;
}

const example = { ...assumedRoutine, contactDays: 60, signals: assumedSignals };

/** A routine as the documentation shows it. */
export const routineExample = {
  municipality: '1480', on: '2026-03-16', assumed: false, signalsAssumed: false, inForce: example,
  versions: [{ id: '3f6c0a52-9d1e-4a30-9d5d-0f9a3a521c1e', validOn: '2026-01-01', ...example }],
};
