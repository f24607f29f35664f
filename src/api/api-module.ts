import { type DynamicModule, Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { agreementHandlers } from '../application/agreement/handlers.js';
import { attendanceHandlers } from '../application/attendance/handlers.js';
import { erasureHandlers } from '../application/erasure/handlers.js';
import { fundingHandlers } from '../application/funding/handlers.js';
import { kaaHandlers } from '../application/kaa/handlers.js';
import { Ledger } from '../application/ledger/ledger.js';
import { noticeHandlers } from '../application/notices/handlers.js';
import { personHandlers } from '../application/person/handlers.js';
import { priceListHandlers } from '../application/price-list/handlers.js';
import { schoolRegisterHandlers } from '../application/school-register/handlers.js';
import { schoolingHandlers } from '../application/schooling/handlers.js';
import { AgreementQueriesController } from './agreements/agreement-queries-controller.js';
import { AgreementsController } from './agreements/agreements-controller.js';
import { CostPoliciesController } from './agreements/cost-policies-controller.js';
import { AttendanceController } from './attendance/attendance-controller.js';
import { CorrectionListController } from './attendance/correction-list-controller.js';
import { CorrectionsController } from './attendance/corrections-controller.js';
import { CaseloadController } from './caseload/caseload-controller.js';
import { CostController } from './cost/cost-controller.js';
import { ExplanationController } from './cost/explanation-controller.js';
import { GrantsController } from './cost/grants-controller.js';
import { ReportingDelayController } from './cost/reporting-delay-controller.js';
import { WhatIfController } from './cost/what-if-controller.js';
import { DeliveriesController } from './deliveries/deliveries-controller.js';
import { SilentUnitsController } from './deliveries/silent-units-controller.js';
import { API_DEPENDENCIES, type ApiDependencies } from './dependencies.js';
import { ErasuresController } from './erasures/erasures-controller.js';
import { FundingController } from './funding/funding-controller.js';
import { StateClaimsController } from './funding/state-claims-controller.js';
import { HealthController } from './health/health-controller.js';
import { NoticesController } from './notices/notices-controller.js';
import { Metrics } from './observability/metrics.js';
import { DisputesController } from './persons/disputes-controller.js';
import { FactRecorder } from './persons/fact-recorder.js';
import { KaaController } from './persons/kaa-controller.js';
import { PersonsController } from './persons/persons-controller.js';
import { KaaRegisterController } from './kaa/kaa-register-controller.js';
import { EarlySignalsController } from './kaa/early-signals-controller.js';
import { FileReads } from './kaa/file-reads.js';
import { KaaExtractController } from './kaa/kaa-extract-controller.js';
import { KaaRoutinesController } from './kaa/kaa-routines-controller.js';
import { KaaRulesController } from './kaa/kaa-rules-controller.js';
import { KaaSignsController } from './kaa/kaa-signs-controller.js';
import { KaaCoverageController } from './kaa/kaa-coverage-controller.js';
import { KaaDropoutsController } from './kaa/kaa-dropouts-controller.js';
import { KaaFiguresController } from './kaa/kaa-figures-controller.js';
import { KaaLayoutsController } from './kaa/kaa-layouts-controller.js';
import { KaaReportsController } from './kaa/kaa-reports-controller.js';
import { KaaSpellsController } from './kaa/kaa-spells-controller.js';
import { KaaCaseController } from './persons/kaa-case-controller.js';
import { KaaMeasuresController } from './persons/kaa-measures-controller.js';
import { PopulationController } from './persons/population-controller.js';
import { SchoolingController } from './persons/schooling-controller.js';
import { PriceFileChecksController } from './price-lists/price-file-checks-controller.js';
import { PriceListsController } from './price-lists/price-lists-controller.js';
import { ProjectionsController } from './projections/projections-controller.js';
import { Freshness } from './requests/freshness.js';
import { SchoolUnitsController } from './school-units/school-units-controller.js';
import { SettlementsController } from './settlements/settlements-controller.js';
import { VouchersController } from './settlements/vouchers-controller.js';
import { StatementsController } from './statements/statements-controller.js';
import { TrailController } from './trail/trail-controller.js';

const controllers = [
  HealthController, PersonsController, PopulationController, SchoolingController,
  DisputesController, FundingController, StateClaimsController, KaaController,
  KaaMeasuresController, KaaCaseController, KaaRegisterController, KaaSpellsController,
  KaaLayoutsController, KaaReportsController, KaaFiguresController,
  KaaCoverageController, KaaDropoutsController,
  KaaRoutinesController, KaaRulesController, KaaSignsController, EarlySignalsController,
  KaaExtractController, NoticesController,
  AttendanceController, CorrectionsController, CorrectionListController,
  PriceListsController, PriceFileChecksController,
  AgreementsController, AgreementQueriesController, CostPoliciesController, SchoolUnitsController,
  ErasuresController, CaseloadController, CostController, ExplanationController,
  GrantsController,
  WhatIfController, ReportingDelayController, SilentUnitsController,
  SettlementsController, VouchersController, StatementsController, TrailController, ProjectionsController,
  DeliveriesController,
];

const handlers = [
  ...personHandlers, ...schoolingHandlers, ...attendanceHandlers, ...fundingHandlers, ...kaaHandlers,
  ...noticeHandlers,
  ...priceListHandlers,
  ...agreementHandlers, ...schoolRegisterHandlers, ...erasureHandlers,
];

/** Routes to controllers, commands to handlers; what they need comes from outside. */
@Module({})
export class ApiModule {
  static over(dependencies: ApiDependencies, metrics: Metrics): DynamicModule {
    return {
      module: ApiModule, imports: [CqrsModule.forRoot()],
      controllers: dependencies.serves === 'health' ? [HealthController] : controllers,
      providers: [
        ...handlers, Freshness, FactRecorder, FileReads,
        { provide: API_DEPENDENCIES, useValue: dependencies },
        { provide: Ledger, useValue: dependencies.ledger },
        { provide: Metrics, useValue: metrics },
      ],
    };
  }
}
