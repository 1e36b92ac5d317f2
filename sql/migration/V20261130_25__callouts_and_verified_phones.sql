-- Words: what our own people are phoned about is a callout, and whose number somebody made sure of is verified, here as
-- everywhere else.

alter table errand rename to callout;
alter table errand_call rename to callout_call;
alter table callout_call rename column errand to callout;
alter sequence errand_id_seq rename to callout_id_seq;
alter table callout rename constraint errand_pk to callout_pk;
alter table callout rename constraint errand_purpose_is_known to callout_purpose_is_known;
alter table callout rename constraint errand_of_an_alert_says_of_what to callout_of_an_alert_says_of_what;
alter table callout rename constraint errand_kind_is_known to callout_kind_is_known;
alter table callout rename constraint errand_for_a_cover_is_of_a_line_or_a_region_for_a_time to callout_for_a_cover_is_of_a_line_or_a_region_for_a_time;
alter table callout rename constraint errand_of_a_test_is_of_a_consultant to callout_of_a_test_is_of_a_consultant;
alter table callout rename constraint errand_ends_after_it_starts to callout_ends_after_it_starts;
alter table callout rename constraint errand_has_both_ends_or_none to callout_has_both_ends_or_none;
alter table callout rename constraint errand_is_of_a_line to callout_is_of_a_line;
alter table callout rename constraint errand_is_of_a_consultant to callout_is_of_a_consultant;
alter table callout rename constraint errand_has_an_outcome_when_it_has_ended to callout_has_an_outcome_when_it_has_ended;
alter table callout rename constraint errand_outcome_is_known to callout_outcome_is_known;
alter table callout_call rename constraint errand_call_pk to callout_call_pk;
alter table callout_call rename constraint errand_call_is_of_an_errand to callout_call_is_of_a_callout;
alter table callout_call rename constraint errand_call_is_to_a_consultant to callout_call_is_to_a_consultant;
alter table callout_call rename constraint errand_call_has_a_claim_of_its_own to callout_call_has_a_claim_of_its_own;
alter table callout_call rename constraint errand_call_result_is_known to callout_call_result_is_known;
alter index errand_that_is_open rename to callout_that_is_open;
alter index errand_by_purpose rename to callout_by_purpose;
alter index errand_by_line rename to callout_by_line;
alter index errand_by_consultant rename to callout_by_consultant;
alter index errand_call_by_consultant rename to callout_call_by_consultant;
comment on table callout_call is 'A person who is or was phoned about a callout.';

alter table consultant rename column proved_at to verified_at;
alter table consultant rename column second_proved_at to second_verified_at;
comment on column consultant.second_verified_at is 'Like verified_at, of their second phone.';
alter view phone_of_a_consultant rename column proved_at to verified_at;

create function another_phone_is_not_verified() returns trigger
    language plpgsql as
$$
begin
    if new.contact is distinct from old.contact then
        new.verified_at := null;
        new.phone_lost_at := null;
    end if;
    if new.second_contact is distinct from old.second_contact then
        new.second_verified_at := null;
    end if;
    return new;
end
$$;
comment on function another_phone_is_not_verified() is 'Another phone is not verified yet, and is not lost.';
create trigger another_phone_is_not_verified before update of contact, second_contact on consultant
    for each row execute function another_phone_is_not_verified();
drop trigger proof_is_of_the_phone on consultant;
drop function forget_the_proof();

update call_record set rules = array_replace(rules, 'unproved', 'unverified') where 'unproved' = any (rules);
