-- What the role that routers log in as may do, and no more. It owns nothing: ${flyway:user} migrates.
-- A new table is added here, or RouterRoleIT fails. Routers that log in as the owner may do all this anyway.

grant usage on schema public to "${router}";
-- Views are among them.
grant select on all tables in schema public to "${router}";

-- Nothing but added: the audit, what was published.
grant insert on published_number, audit_entry, report, report_figure to "${router}";

-- Added, and deleted once they are counted; never changed.
grant insert, delete on call_record, call_attempt, call_counted to "${router}";

-- What is counted for good.
grant insert, update on call_tally, consultant_tally, partner_call_tally to "${router}";

-- There is one of them, which is replaced.
grant insert, update on fallback_copy, audit_seal to "${router}";

grant insert, update, delete on
    absence, account, api_token, callout, callout_call, campaign, campaign_line, closure, closure_message, consultant,
    consultant_activity, consultant_wish, cover, duty_offer, duty_offer_recipient, duty_preference, exported_table,
    feed, guess, interpreter, interpreter_hours, line, line_wish, mail, missed_series, number_code, opening_hours,
    outside_help, outside_help_hours, past_call, pause, pin_attempt, place, place_hours, recording, recovery_code,
    reminder, roster_draft, roster_undo, sent_form, sent_mail, sign_in_link, special_opening, spring_session,
    spring_session_attributes, swap, take, untold_change, user_credentials, user_entities, weekly_duty, wish,
    wrong_pins
    to "${router}";
