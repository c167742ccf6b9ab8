package org.schoolapprovals.roundup;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.schoolapprovals.photo.ClearedPhoto;
import org.schoolapprovals.refusal.RefusedException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The tables of round-ups, and of what is prepared for them. */
@Repository
class RoundUpStore {

    private final JdbcClient jdbc;

    RoundUpStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The last Friday that was looked at; nobody else looks further until this transaction ends.
     *
     * @param first what it is where nobody has ever looked
     */
    LocalDate lockProgress(LocalDate first) {
        jdbc.sql("insert into approvals.round_up_progress (friday) values (:first) on conflict do nothing")
                .param("first", first)
                .update();
        return jdbc.sql("select friday from approvals.round_up_progress for update")
                .query(LocalDate.class)
                .single();
    }

    void noteProgress(LocalDate friday) {
        jdbc.sql("update approvals.round_up_progress set friday = :friday")
                .param("friday", friday)
                .update();
    }

    void add(RoundUp roundUp) {
        RoundUpDay day = roundUp.day();
        jdbc.sql("""
                        insert into approvals.round_up (id, friday, version, term, opens_at, due_at, reminder_at, tell_head_at,
                            last_moment, opened_at, reminded, state)
                        values (:id, :friday, :version, :term, :opens, :due, :reminder, :tellHead, :last, :opened, :reminded, :state)
                        """)
                .param("id", roundUp.id())
                .param("friday", day.friday())
                .param("version", roundUp.version())
                .param("term", day.term())
                .param("opens", Timestamp.from(day.opens()))
                .param("due", Timestamp.from(day.due()))
                .param("reminder", Timestamp.from(day.reminder()))
                .param("tellHead", Timestamp.from(day.tellHead()))
                .param("last", Timestamp.from(day.lastMoment()))
                .param("opened", Timestamp.from(roundUp.openedAt()))
                .param("reminded", roundUp.isReminded())
                .param("state", roundUp.state().name())
                .update();
    }

    /** @throws RefusedException if somebody else saved it since it was read */
    void save(RoundUp roundUp) {
        Optional<Ending> ending = roundUp.ending();
        int saved = jdbc.sql("""
                        update approvals.round_up set version = version + 1, reminded = :reminded, head_told_at = :headTold,
                            state = :state, ended_at = :ended, ended_by = :by, text = :text, link = :link, reason = :reason
                        where id = :id and version = :version
                        """)
                .param("id", roundUp.id())
                .param("version", roundUp.version())
                .param("reminded", roundUp.isReminded())
                .param("headTold", roundUp.headToldAt().map(Timestamp::from).orElse(null))
                .param("state", roundUp.state().name())
                .param("ended", ending.map(Ending::at).map(Timestamp::from).orElse(null))
                .param("by", ending.flatMap(Ending::by).orElse(null))
                .param(
                        "text",
                        ending.map(Ending::text).filter(text -> !text.isEmpty()).orElse(null))
                .param("link", ending.flatMap(Ending::link).orElse(null))
                .param(
                        "reason",
                        ending.map(Ending::reason)
                                .filter(reason -> !reason.isEmpty())
                                .orElse(null))
                .update();
        if (saved == 0) {
            throw new RefusedException("Somebody else worked on the round-up of %s just now: please open it afresh."
                    .formatted(roundUp.day().inWords()));
        }
    }

    void addPhotos(UUID roundUp, List<ClearedPhoto> photos) {
        int nth = 0;
        for (ClearedPhoto photo : photos) {
            jdbc.sql("""
                            insert into approvals.round_up_photo (round_up_id, nth, photo_id, publication_id, sha256, title)
                            values (:roundUp, :nth, :photo, :publication, :sha256, :title)
                            """)
                    .param("roundUp", roundUp)
                    .param("nth", ++nth)
                    .param("photo", photo.id())
                    .param("publication", photo.publication())
                    .param("sha256", photo.sha256())
                    .param("title", photo.title())
                    .update();
        }
    }

    Optional<RoundUp> find(UUID id) {
        return jdbc.sql("select * from approvals.round_up where id = :id")
                .param("id", id)
                .query(RoundUpStore::toRoundUp)
                .optional();
    }

    /** Reads it as it stands once everybody else is done with it; nobody else changes it until this transaction ends. */
    Optional<RoundUp> lock(UUID id) {
        return jdbc.sql("select * from approvals.round_up where id = :id for update")
                .param("id", id)
                .query(RoundUpStore::toRoundUp)
                .optional();
    }

    Optional<RoundUp> of(LocalDate friday) {
        return jdbc.sql("select * from approvals.round_up where friday = :friday")
                .param("friday", friday)
                .query(RoundUpStore::toRoundUp)
                .optional();
    }

    List<RoundUp> open() {
        return jdbc.sql("select * from approvals.round_up where state = 'OPEN' order by friday")
                .query(RoundUpStore::toRoundUp)
                .list();
    }

    /** Those of these days, the latest first. */
    List<RoundUp> between(LocalDate first, LocalDate last) {
        return jdbc.sql("select * from approvals.round_up where friday between :first and :last order by friday desc")
                .param("first", first)
                .param("last", last)
                .query(RoundUpStore::toRoundUp)
                .list();
    }

    /** The first that was ever asked for; empty before. */
    Optional<LocalDate> firstFriday() {
        return jdbc.sql("select friday from approvals.round_up order by friday limit 1")
                .query(LocalDate.class)
                .optional();
    }

    boolean anyAfter(LocalDate friday) {
        return jdbc.sql("select exists (select from approvals.round_up where friday > :friday)")
                .param("friday", friday)
                .query(Boolean.class)
                .single();
    }

    /** The photographs that were posted with it, in their order. */
    List<PostedPhoto> photos(UUID roundUp) {
        return photos("photo.round_up_id = :id", roundUp);
    }

    /** The photographs that have to be taken out together. */
    List<PostedPhoto> photosOf(UUID takedown) {
        return photos("photo.takedown_id = :id", takedown);
    }

    private List<PostedPhoto> photos(String which, UUID id) {
        return jdbc.sql("""
                        select photo.photo_id, photo.nth, photo.title, photo.takedown_id is not null as to_go, takedown.done_at
                        from approvals.round_up_photo photo
                            left join approvals.round_up_takedown takedown on takedown.id = photo.takedown_id
                        where\s""" + which + " order by photo.nth")
                .param("id", id)
                .query((row, number) -> new PostedPhoto(
                        row.getObject("photo_id", UUID.class),
                        row.getInt("nth"),
                        row.getString("title"),
                        row.getBoolean("to_go"),
                        instant(row, "done_at")))
                .list();
    }

    /** Round-ups in which any of these can be seen and nobody has been asked to take them out, always in the same order. */
    List<UUID> showing(Set<UUID> photos) {
        return jdbc.sql("""
                        select distinct round_up_id from approvals.round_up_photo
                        where takedown_id is null and photo_id = any (cast(:photos as uuid[])) order by round_up_id
                        """).param("photos", texts(photos)).query(UUID.class).list();
    }

    /** Fridays in whose round-ups any of these can still be seen. */
    List<LocalDate> fridaysStillShowing(Collection<UUID> photos) {
        return jdbc.sql("""
                        select distinct round_up.friday from approvals.round_up_photo photo
                            join approvals.round_up on round_up.id = photo.round_up_id
                            left join approvals.round_up_takedown takedown on takedown.id = photo.takedown_id
                        where photo.photo_id = any (cast(:photos as uuid[])) and takedown.done_at is null
                        order by round_up.friday
                        """)
                .param("photos", texts(photos))
                .query(LocalDate.class)
                .list();
    }

    void takeOut(UUID roundUp, Set<UUID> photos, UUID takedown) {
        jdbc.sql("""
                        update approvals.round_up_photo set takedown_id = :takedown
                        where round_up_id = :roundUp and takedown_id is null and photo_id = any (cast(:photos as uuid[]))
                        """)
                .param("takedown", takedown)
                .param("roundUp", roundUp)
                .param("photos", texts(photos))
                .update();
    }

    void add(Takedown takedown) {
        jdbc.sql("""
                        insert into approvals.round_up_takedown (id, round_up_id, version, asked_at, due_at, reminder_at, reminded,
                            overdue)
                        values (:id, :roundUp, 0, :asked, :due, :reminder, false, false)
                        """)
                .param("id", takedown.id())
                .param("roundUp", takedown.roundUp())
                .param("asked", Timestamp.from(takedown.asked()))
                .param("due", Timestamp.from(takedown.due()))
                .param("reminder", Timestamp.from(takedown.reminder()))
                .update();
    }

    /** @throws RefusedException if somebody else saved it since it was read */
    void save(Takedown takedown) {
        int saved = jdbc.sql("""
                        update approvals.round_up_takedown set version = version + 1, reminded = :reminded, overdue = :overdue,
                            done_at = :done, done_by = :by
                        where id = :id and version = :version
                        """)
                .param("id", takedown.id())
                .param("version", takedown.version())
                .param("reminded", takedown.isReminded())
                .param("overdue", takedown.isOverdue())
                .param("done", takedown.done().map(Timestamp::from).orElse(null))
                .param("by", takedown.doneBy().orElse(null))
                .update();
        if (saved == 0) {
            throw new RefusedException("Somebody else worked on this just now: please open it afresh.");
        }
    }

    Optional<Takedown> takedown(UUID id) {
        return jdbc.sql("select * from approvals.round_up_takedown where id = :id for update")
                .param("id", id)
                .query((row, number) -> new Takedown(
                        id,
                        row.getObject("round_up_id", UUID.class),
                        row.getTimestamp("asked_at").toInstant(),
                        row.getTimestamp("due_at").toInstant(),
                        row.getTimestamp("reminder_at").toInstant(),
                        row.getInt("version"),
                        row.getBoolean("reminded"),
                        row.getBoolean("overdue"),
                        instant(row, "done_at"),
                        Optional.ofNullable(row.getString("done_by"))))
                .optional();
    }

    Optional<Draft> draft(LocalDate friday) {
        return jdbc.sql("select * from approvals.round_up_draft where friday = :friday")
                .param("friday", friday)
                .query((row, number) -> new Draft(
                        row.getString("text"),
                        Arrays.asList((UUID[]) row.getArray("photos").getArray()),
                        row.getBoolean("contacts_ours"),
                        instant(row, "saved_at"),
                        Optional.of(row.getString("saved_by")),
                        row.getInt("version")))
                .optional();
    }

    /** @return whether it was the version before that was there */
    boolean saveDraft(LocalDate friday, Draft draft) {
        return jdbc.sql("""
                        insert into approvals.round_up_draft as present (friday, version, text, photos, contacts_ours, saved_at, saved_by)
                        select :friday, 1, :text, cast(:photos as uuid[]), :ours, :at, :by
                        where :version = 1 or exists (
                            select from approvals.round_up_draft where friday = :friday)
                        on conflict (friday) do update set version = present.version + 1, text = excluded.text,
                            photos = excluded.photos, contacts_ours = excluded.contacts_ours, saved_at = excluded.saved_at,
                            saved_by = excluded.saved_by
                        where present.version = :version - 1
                        """)
                        .param("friday", friday)
                        .param("version", draft.version())
                        .param("text", draft.text())
                        .param("photos", inOrder(draft.photos()))
                        .param("ours", draft.contactsOurs())
                        .param("at", draft.savedAt().map(Timestamp::from).orElseThrow())
                        .param("by", draft.savedBy().orElseThrow())
                        .update()
                == 1;
    }

    void deleteDrafts(LocalDate upTo) {
        jdbc.sql("delete from approvals.round_up_draft where friday <= :friday")
                .param("friday", upTo)
                .update();
    }

    private static RoundUp toRoundUp(ResultSet row, int number) throws SQLException {
        return new RoundUp(
                row.getObject("id", UUID.class),
                new RoundUpDay(
                        row.getObject("friday", LocalDate.class),
                        row.getString("term"),
                        row.getTimestamp("opens_at").toInstant(),
                        row.getTimestamp("due_at").toInstant(),
                        row.getTimestamp("reminder_at").toInstant(),
                        row.getTimestamp("tell_head_at").toInstant(),
                        row.getTimestamp("last_moment").toInstant()),
                row.getTimestamp("opened_at").toInstant(),
                row.getInt("version"),
                State.valueOf(row.getString("state")),
                row.getBoolean("reminded"),
                instant(row, "head_told_at"),
                ending(row));
    }

    private static Optional<Ending> ending(ResultSet row) throws SQLException {
        Optional<Instant> at = instant(row, "ended_at");
        return at.isEmpty()
                ? Optional.empty()
                : Optional.of(new Ending(
                        at.get(),
                        Optional.ofNullable(row.getString("ended_by")),
                        orEmpty(row.getString("text")),
                        Optional.ofNullable(row.getString("link")),
                        orEmpty(row.getString("reason"))));
    }

    private static String orEmpty(String text) {
        return text == null ? "" : text;
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getTimestamp(column)).map(Timestamp::toInstant);
    }

    private static String[] texts(Collection<UUID> ids) {
        return ids.stream().map(UUID::toString).sorted().toArray(String[]::new);
    }

    private static String[] inOrder(List<UUID> ids) {
        return ids.stream().map(UUID::toString).toArray(String[]::new);
    }
}
