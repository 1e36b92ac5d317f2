-- The seven published numbers and their hours, from the organisation's own pages. No hours are published for the
-- four regional lines: theirs are assumed, and marked so, until somebody confirms them.

insert into line (id, number, name, region, languages, hours_assumed, strategy, general) values
    ('riga-trust', '28612120', 'Rīga, uzticības tālrunis', 'riga', '{lv,en,ru}', false, 'one-by-one', true),
    ('riga-day', '25565098', 'Rīga, dienas', 'riga', '{lv,en,ru}', false, 'one-by-one', false),
    ('riga-evening', '67898343', 'Rīga, dienas un vakara', 'riga', '{lv,en,ru}', false, 'one-by-one', false),
    ('latgale', '25723222', 'Latgale', 'latgale', '{lv,en,ru}', true, 'all-at-once', false),
    ('kurzeme', '25719118', 'Kurzeme', 'kurzeme', '{lv,en,ru}', true, 'all-at-once', false),
    ('vidzeme', '25719266', 'Vidzeme', 'vidzeme', '{lv,en,ru}', true, 'all-at-once', false),
    ('zemgale', '25719588', 'Zemgale', 'zemgale', '{lv,en,ru}', true, 'all-at-once', false);

insert into opening_hours (line, weekday, starts, ends)
select id, weekday, time '09:00', case id when 'riga-evening' then time '20:00' else time '17:00' end
from line cross join generate_series(1, 5) as weekday
order by id, weekday;
