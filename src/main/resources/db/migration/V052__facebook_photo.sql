-- Each picture that was uploaded to the page for a publication, until the publication is taken down again.
create table approvals.facebook_media (
    publication uuid        not null,
    photo       uuid        not null,
    media_id    text        not null, -- Facebook's; a picture that was uploaded anew has a second one
    uploaded_at timestamptz not null,
    primary key (publication, photo, media_id)
);

-- The post of a publication. Its row is there before Facebook is asked, so that nothing is posted twice.
create table approvals.facebook_post (
    publication uuid        primary key,
    begun_at    timestamptz not null,
    post_id     text -- null while it is not known what became of it
);
