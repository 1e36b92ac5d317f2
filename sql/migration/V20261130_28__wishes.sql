-- Whom a caller may ask to be rung first, such as a woman: which wishes there are, which lines offer them, and who fulfils
-- them. A wish changes the order of phones only, and no record of a call has it.

create table wish (
    code text not null,
    key smallint not null,
    name text not null,
    name_en text not null,
    constraint wish_pk primary key (code),
    constraint wish_code_has_1_to_20_lower_case_letters check (code ~ '^[a-z]{1,20}$'),
    constraint wish_key_is_4_to_9 check (key between 4 and 9),
    constraint wish_key_is_of_one_wish unique (key),
    constraint wish_name_has_1_to_40_characters check (name = btrim(name) and length(name) between 1 and 40),
    constraint wish_english_name_has_1_to_40_characters
        check (name_en = btrim(name_en) and length(name_en) between 1 and 40)
);
comment on table wish is 'Whom a caller may ask to be rung first.';
comment on column wish.code is 'Its stable name. The prompt that offers it is wish-<code>.';
comment on column wish.key is
    'The key that says it, as its prompt tells callers; 1 to 3 mean something else in a call.';
comment on column wish.name is 'In Latvian, as the pages show it.';
comment on column wish.name_en is 'In English, as the pages show it.';
create trigger routers_are_told after insert or update or delete or truncate on wish
    for each statement execute function tell_routers('helpline_roster');

create table line_wish (
    line line_id not null,
    wish text not null,
    constraint line_wish_pk primary key (line, wish),
    constraint line_wish_is_of_a_line foreign key (line) references line on update cascade on delete cascade,
    constraint line_wish_is_a_wish foreign key (wish) references wish on update cascade
);
create index line_wish_by_wish on line_wish (wish);
comment on table line_wish is
    'Which wishes a line offers: callers are asked for them, if the order of phones would be another one.';
comment on column line_wish.line is 'The line.';
comment on column line_wish.wish is 'The wish.';
create trigger routers_are_told after insert or update or delete or truncate on line_wish
    for each statement execute function tell_routers('helpline_roster');

create table consultant_wish (
    consultant smallint not null,
    wish text not null,
    constraint consultant_wish_pk primary key (consultant, wish),
    constraint consultant_wish_is_of_a_consultant foreign key (consultant) references consultant on delete cascade,
    constraint consultant_wish_is_a_wish foreign key (wish) references wish on update cascade
);
create index consultant_wish_by_wish on consultant_wish (wish);
comment on table consultant_wish is
    'Who has said that they fulfil which wish. Nobody has to; whoever leaves is in it no more.';
comment on column consultant_wish.consultant is 'Who fulfils it.';
comment on column consultant_wish.wish is 'The wish.';
create trigger routers_are_told after insert or update or delete or truncate on consultant_wish
    for each statement execute function tell_routers('helpline_roster');

insert into wish (code, key, name, name_en) values ('woman', 5, 'sieviete', 'a woman');
