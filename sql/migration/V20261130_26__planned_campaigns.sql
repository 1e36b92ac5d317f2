-- A campaign may last, tell people to call some lines only, and lie ahead, with a guess of how many will call.

alter table campaign
    add column held_until date,
    add column factor numeric(3, 1),
    add constraint campaign_ends_on_a_day_after_its_first check (held_until > held_on and isfinite(held_until)),
    add constraint campaign_factor_is_between_1_and_50 check (factor between 1 and 50);
comment on table campaign is
    'What is done in public. It is shown beside the calls of its day where these are ten or more, and calls that it will '
    'bring are forecast.';
comment on column campaign.held_on is 'The first day, in Rīga.';
comment on column campaign.held_until is 'The last day, in Rīga; null for a campaign of one day.';
comment on column campaign.factor is
    'How many times the usual calls its author expects; used while no earlier campaign tells, null for as many as usual.';

create table campaign_line (
    campaign integer not null,
    line national_number not null,
    constraint campaign_line_pk primary key (campaign, line),
    constraint campaign_line_is_of_a_campaign foreign key (campaign) references campaign on delete cascade,
    constraint campaign_line_is_a_published_number foreign key (line) references published_number
);
create index campaign_line_by_line on campaign_line (line);
comment on table campaign_line is
    'The lines that a campaign tells people to call, which go with it. A campaign without any is of all lines.';
comment on column campaign_line.campaign is 'The campaign.';
comment on column campaign_line.line is 'The number of ours.';
