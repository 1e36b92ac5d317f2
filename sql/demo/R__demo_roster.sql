-- Consultants and rosters for the demo and the tests. Never in production.
--
-- Names are first names only, of nobody. SIP phones exist only in the demo's Asterisk. The mobiles begin with
-- +371 200000: they have the form of Latvian mobiles, and the demo's trunk is a simulator on this machine, so nothing
-- that is dialled here leaves it. Point no real trunk at these rows.
--
-- A repeatable migration goes again whenever it changes, so it refuses to touch books that somebody has begun.

do
$$
begin
    if exists (select from consultant) then
        raise exception 'the demo roster goes into empty books only: drop the database and start again';
    end if;
end
$$;

insert into consultant (id, name, contact_kind, contact, languages, regions, overflow) values
    (1, 'Anna', 'sip', 'anna', '{lv,en}', '{riga}', true),
    (2, 'Ilze', 'sip', 'ilze', '{lv,ru}', '{riga}', true),
    (3, 'Zane', 'mobile', '+37120000001', '{lv,en,ru}', '{riga}', true),
    (4, 'Laura', 'sip', 'laura', '{lv,ru}', '{latgale}', false),
    (5, 'Inese', 'mobile', '+37120000002', '{lv,ru}', '{latgale}', true),
    (6, 'Kristaps', 'sip', 'kristaps', '{lv,en}', '{kurzeme}', false),
    (7, 'Vita', 'sip', 'vita', '{lv}', '{vidzeme}', false),
    (8, 'Gints', 'sip', 'gints', '{lv,ru}', '{zemgale}', false),
    (9, 'Dace', 'sip', 'dace', '{lv,en,ru}', '{riga,zemgale}', true);
alter table consultant alter column id restart with 10;
update consultant set verified_at = now();

-- Monday to Friday, 9 to 17: everybody in their own region; Dace helps out where she is needed.
insert into weekly_duty (consultant, region, weekday, starts, ends, valid_from)
select id, regions[1], weekday, time '09:00', time '17:00', date '2026-01-01'
from consultant cross join generate_series(1, 5) as weekday
where name <> 'Dace'
order by id, weekday;

-- The Rīga line that is open until 20 has one person for the evening.
insert into weekly_duty (consultant, line, weekday, starts, ends, valid_from)
select id, 'riga-evening', weekday, time '17:00', time '20:00', date '2026-01-01'
from consultant cross join generate_series(1, 5) as weekday
where name = 'Ilze'
order by weekday;

-- Dace is the coordinator on call on working days, whom the helpline phones when something is amiss.
insert into weekly_duty (consultant, coordination, weekday, starts, ends, valid_from)
select id, true, weekday, time '08:00', time '21:00', date '2026-01-01'
from consultant cross join generate_series(1, 5) as weekday
where name = 'Dace'
order by weekday;

-- Gints is on leave over the turn of a year, and Dace covers Zemgale on its first two working days.
insert into absence (consultant, starts, ends)
select id, timestamp '2026-12-28 00:00', timestamp '2027-01-06 00:00' from consultant where name = 'Gints';
insert into cover (consultant, region, starts, ends)
select id, 'zemgale', starts, starts + interval '8 hours'
from consultant cross join (values (timestamp '2027-01-04 09:00'), (timestamp '2027-01-05 09:00')) as day (starts)
where name = 'Dace';
