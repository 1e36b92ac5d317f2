-- Whose voice callers hear, where that is not whoever asked for it.

alter table recording
    add column spoken_by smallint,
    add constraint recording_is_spoken_by_a_consultant
        foreign key (spoken_by) references consultant on update cascade on delete set null,
    add constraint recording_is_spoken_by_another_by_telephone_only check (spoken_by is null or way = 'phone');
create index recording_by_speaker on recording (spoken_by);
comment on column recording.made_by is 'Who recorded it, sent the file, or had a consultant speak it.';
comment on column recording.spoken_by is
    'The consultant who spoke it by telephone; null for whoever made it, or whose voice the file has.';
