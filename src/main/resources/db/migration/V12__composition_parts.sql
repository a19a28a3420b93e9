-- How a video is composed by several processes at once: its parts, and which of them are stored.

create table compositions (
    video_id uuid primary key references videos (id) on delete cascade,
    encoding jsonb,
    early_scenes integer not null default 0,
    joiner varchar(40)
);
comment on table compositions is 'videos that are being composed; a row goes when its video is complete';
comment on column compositions.encoding is 'how all parts are encoded, settled once: processes may differ in what they are set to';
comment on column compositions.early_scenes is 'of so many first scenes segments were sent off before the others were there';
comment on column compositions.joiner is 'the part whose message joins them all; it stays unacknowledged until that is done';

create table composition_parts (
    video_id uuid not null references compositions (video_id) on delete cascade,
    part varchar(40) not null,
    place integer not null,
    key varchar(500) not null,
    composition varchar(500) not null,
    first_frame bigint not null,
    end_frame bigint not null,
    weight double precision not null,
    done double precision not null default 0,
    sender varchar(40),
    stored boolean not null default false,
    primary key (video_id, part)
);
comment on table composition_parts is 'background, sound and segments of a video; all are known once the sound is among them';
comment on column composition_parts.part is 'background, sound, or segment and its number';
comment on column composition_parts.place is 'the order in which parts are sent off';
comment on column composition_parts.key is 'where the part lies once it is stored: it follows from all that the part shows';
comment on column composition_parts.composition is 'key of what the part is drawn from';
comment on column composition_parts.weight is 'of the work, in frames of picture';
comment on column composition_parts.done is 'how much of the part is made, 0 to 1';
comment on column composition_parts.sender is 'whose message has sent it off; null: nobody''s yet';

create function note_part() returns trigger language plpgsql as $$
begin
    -- What is left when all parts are stored is to join them.
    update video_stages set part = greatest(part, 0.95 * work.done)
    from (
        select sum(weight * done) / sum(weight) as done from composition_parts
        where video_id = new.video_id
        having bool_or(composition_parts.part = 'sound')
    ) work
    where video_id = new.video_id and stage = 'compose' and finished_at is null;
    return null;
end $$;

create trigger composition_parts_note after insert or update of done on composition_parts
    for each row when (new.done > 0 or new.part = 'sound') execute function note_part();
