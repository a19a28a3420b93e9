-- Recorded voices that may be cloned, and who has consented to what.
create table voice_samples (
    key varchar(100) primary key,
    name varchar(255) not null,
    sha256 varchar(64) not null,
    seconds double precision not null,
    consent_by varchar(255) not null,
    consent_for text not null,
    consent_at timestamptz not null,
    created_at timestamptz not null default now()
);
comment on table voice_samples is 'recorded voices; none is cloned without the consent of whose voice it is';

alter table voice_mappings add column voice_sample_key varchar(100) references voice_samples (key) on delete set null;
comment on column voice_mappings.voice_sample_key is 'the recorded voice that is cloned for this mapping';

-- What Kinoroute casts by itself is kept for each engine apart from what people choose.
update voice_mappings
set metadata = (metadata - 'engine' - 'voice')
    || jsonb_build_object('cast', jsonb_build_object(metadata ->> 'engine', metadata ->> 'voice'))
where metadata ->> 'engine' = 'espeak'
    and metadata ->> 'voice' is not null
    and (description = 'Cast by Kinoroute' or voice_id in ('aluno', 'professora', 'default'));
