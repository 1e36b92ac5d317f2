-- Who leaves is rung no more, so their number goes; names go later, by the day on which they left.

update consultant set contact_kind = 'sip', contact = 'left' || id where left_on is not null;
comment on column consultant.contact is
    'The E.164 number with +, or the name of the SIP phone''s endpoint in Asterisk; of who has left, left and their id.';
comment on column consultant.name is 'As colleagues know them; № and the id, a while after they left.';

alter table account add column ended_on date;
update account set ended_on = current_date where not active;
comment on column account.ended_on is 'When it was ended; null while it is active.';
comment on column account.name is 'As colleagues know them; № and the id, a while after it ended.';
comment on column audit_entry.actor_name is
    'Whose doing it was: account or consultant and a number, for the audit outlives names. Older entries have a name.';
