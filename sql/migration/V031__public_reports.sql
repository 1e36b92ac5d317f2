-- What everybody may know of a quarter, as it was published. The tables can hold no small and no exact count, and a
-- quarter is published once: of two versions of it the difference would show what each of them hides.

create table report (
    quarter text not null,
    published_at timestamptz(0) not null,
    constraint report_pk primary key (quarter),
    constraint report_quarter_is_written_like_2026_q3 check (quarter ~ '^20[0-9]{2}-Q[1-4]$')
);
comment on table report is 'A quarter that was published.';
comment on column report.quarter is 'Such as 2026-Q3.';
comment on column report.published_at is 'When.';

create table report_figure (
    quarter text not null,
    region text not null,
    ending text not null,
    shown integer,
    constraint report_figure_pk primary key (quarter, region, ending),
    constraint report_figure_is_of_a_report foreign key (quarter) references report,
    constraint report_figure_is_of_a_region_or_all
        check (region in ('riga', 'latgale', 'kurzeme', 'vidzeme', 'zemgale', 'all')),
    constraint report_figure_ending_is_told_or_all
        check (ending in ('answered', 'abandoned', 'unreached', 'closed', 'all')),
    constraint report_figure_is_10_or_more_and_rounded_to_5 check (shown >= 10 and shown % 5 = 0)
);
comment on table report_figure is 'A figure of a published report.';
comment on column report_figure.quarter is 'The report.';
comment on column report_figure.region is 'Whose calls are counted; all is a total.';
comment on column report_figure.ending is 'How they ended; all is a total.';
comment on column report_figure.shown is 'The count, rounded; null for what is hidden.';

create function refuse_a_change_of_a_report() returns trigger
    language plpgsql as
$$
begin
    raise exception 'a report stays as it was published' using errcode = 'insufficient_privilege';
end
$$;
comment on function refuse_a_change_of_a_report() is 'Whatever rights the role has.';
create trigger report_stays_as_published before update or delete or truncate on report
    for each statement execute function refuse_a_change_of_a_report();
create trigger report_figure_stays_as_published before update or delete or truncate on report_figure
    for each statement execute function refuse_a_change_of_a_report();
