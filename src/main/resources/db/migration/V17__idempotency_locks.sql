-- Whether a request is still worked on, a lock says, which goes with the process that holds it.

lock table idempotency_keys in access exclusive mode;
delete from idempotency_keys where video_id is null;
alter table idempotency_keys alter column video_id set not null;
alter table idempotency_keys drop column taken_at;
comment on column idempotency_keys.video_id is 'what is to come of it; may not have been accepted yet';
comment on column idempotency_keys.answer is 'as it was given; null: none was given yet';
