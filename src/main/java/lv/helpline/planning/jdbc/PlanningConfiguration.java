package lv.helpline.planning.jdbc;

import lv.helpline.audit.Audit;
import lv.helpline.audit.EditTransaction;
import lv.helpline.planning.DutyOffers;
import lv.helpline.planning.RosterEditing;
import lv.helpline.planning.RosterStore;
import lv.helpline.planning.VacantDuties;
import lv.helpline.roster.Holidays;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The one door for edits. What it publishes is heard in the edit's own thread and transaction.
@Configuration(proxyBeanMethods = false)
class PlanningConfiguration {

    @Bean
    RosterEditing rosterEditing(
            RosterStore store,
            EditTransaction transaction,
            Audit audit,
            ApplicationEventPublisher events,
            Holidays holidays) {
        return new RosterEditing(store, transaction, audit, events::publishEvent, holidays);
    }

    @Bean
    VacantDuties vacantDuties(DutyOffers offers, RosterEditing editing, Holidays holidays) {
        return new VacantDuties(offers, editing, holidays);
    }
}
