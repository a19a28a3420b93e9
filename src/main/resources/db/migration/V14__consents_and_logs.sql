-- Who has consented to what for a recorded voice, and what has happened to a video, for as long as it is there.

create table voice_consents (
    id bigint generated always as identity primary key,
    sample_key varchar(100) not null,
    owner varchar(100) not null,
    consent_by varchar(255) not null,
    consent_for text not null,
    consent_at timestamptz not null
);
comment on table voice_consents is 'each consent that was given for a sound, by whoever handed it in; none takes the place of another';
create index voice_consents_sample on voice_consents (sample_key, owner);

insert into voice_consents (sample_key, owner, consent_by, consent_for, consent_at)
select key, coalesce(owner, 'local'), consent_by, consent_for, consent_at from voice_samples;

-- The log of a video ------------------------------------------------------------------------------------------------------

alter table video_events
    add column status varchar(20),
    add column stage varchar(30),
    add column note text,
    add column kind varchar(20);
comment on column video_events.kind is 'what a person is told of it: asked, status, stage, degraded; null: only that something is different';
create index video_events_log on video_events (video_id, at) where kind is not null;

create or replace function tell_of_video() returns trigger language plpgsql as $$
declare
    video videos%rowtype;
    reasons text;
begin
    if tg_op = 'DELETE' then
        video = old;
    else
        video = new;
    end if;
    if tg_op = 'UPDATE' and new.degraded is distinct from old.degraded then
        reasons = (select string_agg(reason, E'\n') from unnest(new.degraded) reason where not reason = any(old.degraded));
        if reasons is not null then
            insert into video_events (video_id, owner, status, note, kind)
            values (video.id, video.owner, video.status, reasons, 'degraded');
        end if;
    end if;
    insert into video_events (video_id, owner, deleted, status, note, kind) values (
        video.id,
        video.owner,
        tg_op = 'DELETE',
        video.status,
        case when tg_op = 'UPDATE' and new.status is distinct from old.status then new.error_message end,
        case when tg_op = 'INSERT' then 'asked'
             when tg_op = 'UPDATE' and new.status is distinct from old.status then 'status' end
    );
    perform pg_notify('video_events', '');
    return null;
end $$;

create or replace function tell_of_stage() returns trigger language plpgsql as $$
begin
    insert into video_events (video_id, owner, status, stage, kind)
    select id, owner, status, new.stage, 'stage' from videos where id = new.video_id;
    perform pg_notify('video_events', '');
    return null;
end $$;
