-- The tables, names and columns that users of the older system know. A database of that system is adopted: what is
-- there stays, what is missing is added.

do $$
begin
    create type video_status as enum ('pending', 'processing', 'completed', 'failed');
exception when duplicate_object then null;
end $$;

do $$
begin
    create type voice_status as enum ('pending', 'processing', 'completed', 'failed');
exception when duplicate_object then null;
end $$;

create table if not exists videos (
    id uuid primary key default gen_random_uuid()
);
alter table videos
    add column if not exists title varchar(255),
    add column if not exists description text,
    add column if not exists background_video_path varchar(500),
    add column if not exists output_video_path varchar(500),
    add column if not exists whatsapp_images_paths text[],
    add column if not exists status video_status not null default 'pending',
    add column if not exists metadata jsonb,
    add column if not exists created_at timestamptz not null default now(),
    add column if not exists updated_at timestamptz not null default now(),
    add column if not exists completed_at timestamptz;

create table if not exists voice_mappings (
    id uuid primary key default gen_random_uuid()
);
alter table voice_mappings
    add column if not exists voice_id varchar(100),
    add column if not exists voice_name varchar(255),
    add column if not exists voice_file varchar(500),
    add column if not exists voice_file_path varchar(500),
    add column if not exists character_name varchar(255),
    add column if not exists description text,
    add column if not exists gender varchar(10),
    add column if not exists language varchar(35),
    add column if not exists quality varchar(10),
    add column if not exists is_default boolean default false,
    add column if not exists metadata jsonb,
    add column if not exists created_at timestamptz not null default now(),
    add column if not exists updated_at timestamptz not null default now();
create unique index if not exists voice_mappings_voice_id_key on voice_mappings (voice_id);

create table if not exists voices (
    id uuid primary key default gen_random_uuid(),
    video_id uuid references videos (id) on delete cascade,
    voice_mapping_id uuid references voice_mappings (id)
);
alter table voices
    add column if not exists character_name varchar(255),
    add column if not exists text_content text not null default '',
    add column if not exists output_audio_path varchar(500),
    add column if not exists is_local_storage boolean default false,
    add column if not exists local_file_path varchar(500),
    add column if not exists remote_storage_path varchar(500),
    add column if not exists status voice_status not null default 'pending',
    add column if not exists processing_started_at timestamptz,
    add column if not exists processing_completed_at timestamptz,
    add column if not exists error_message text,
    add column if not exists created_at timestamptz not null default now(),
    add column if not exists updated_at timestamptz not null default now();
alter table voices alter column text_content drop default;

create table if not exists settings (
    id serial primary key
);
alter table settings
    add column if not exists setting_key varchar(100),
    add column if not exists setting_value text,
    add column if not exists description text,
    add column if not exists created_at timestamptz not null default now(),
    add column if not exists updated_at timestamptz not null default now();
create unique index if not exists settings_setting_key_key on settings (setting_key);

create index if not exists idx_videos_status on videos (status);
create index if not exists idx_videos_created_at on videos (created_at);
create index if not exists idx_voices_video_id on voices (video_id);
create index if not exists idx_voices_voice_mapping_id on voices (voice_mapping_id);
create index if not exists idx_voices_status on voices (status);
create index if not exists idx_voices_created_at on voices (created_at);

create or replace function update_updated_at_column() returns trigger language plpgsql as $$
begin
    new.updated_at = now();
    return new;
end $$;

do $$
declare
    name text;
begin
    foreach name in array array ['videos', 'voices', 'voice_mappings', 'settings'] loop
        execute format('drop trigger if exists update_%s_updated_at on %I', name, name);
        execute format('create trigger update_%s_updated_at before update on %I '
            || 'for each row execute function update_updated_at_column()', name, name);
    end loop;
end $$;

create or replace view video_processing_status as
select v.id as video_id,
       v.title,
       v.status as video_status,
       v.created_at as video_created_at,
       count(vo.id) as total_voices,
       count(vo.id) filter (where vo.status = 'completed') as completed_voices,
       count(vo.id) filter (where vo.status = 'failed') as failed_voices,
       count(vo.id) filter (where vo.status = 'pending') as pending_voices
from videos v
left join voices vo on vo.video_id = v.id
group by v.id, v.title, v.status, v.created_at;

insert into voice_mappings (voice_id, voice_name, description, gender, language, quality, is_default) values
    ('aluno', 'Aluno', 'A student', 'male', 'pt-br', 'high', false),
    ('professora', 'Professora', 'A teacher', 'female', 'pt-br', 'high', false),
    ('default', 'Default', 'Speaks for whoever has no voice of their own', 'female', 'pt-br', 'medium', true)
on conflict (voice_id) do nothing;

insert into settings (setting_key, setting_value, description) values
    ('auto_detect_voices', 'true', 'Choose voices for characters that have none'),
    ('default_language', 'pt-br', 'Spoken where a script names no language'),
    ('fallback_to_default', 'true', 'Use the default voice where a mapping names one that is not there'),
    ('voice_quality_threshold', 'medium', 'The lowest quality of a voice that is chosen by itself')
on conflict (setting_key) do nothing;
