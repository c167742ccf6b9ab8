package org.schoolapprovals.consent;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The tables of what parents and carers answered, and of bars. {@code at} is the moment as of which to read, empty for now. */
@Repository
class ConsentStore {

    private final JdbcClient jdbc;

    ConsentStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What was answered about these children, in the order in which it was recorded. */
    List<Entry> entries(Collection<UUID> pupils, Optional<Instant> at) {
        return jdbc.sql("""
                        select * from approvals.consent_entry
                        where pupil = any(cast(:pupils as uuid[]))
                            and recorded_at <= coalesce(cast(:at as timestamptz), 'infinity')
                        order by number""")
                .param("pupils", PupilStore.texts(pupils))
                .param("at", at.map(Timestamp::from).orElse(null))
                .query(ConsentStore::toEntry)
                .list();
    }

    /** Those of these children who are barred. */
    Set<UUID> barred(Collection<UUID> pupils, Optional<Instant> at) {
        return new HashSet<>(jdbc.sql("""
                        select pupil from
                            (select distinct on (pupil) pupil, barred from approvals.publication_bar
                                where pupil = any(cast(:pupils as uuid[]))
                                    and recorded_at <= coalesce(cast(:at as timestamptz), 'infinity')
                                order by pupil, number desc) latest
                        where barred""")
                .param("pupils", PupilStore.texts(pupils))
                .param("at", at.map(Timestamp::from).orElse(null))
                .query(UUID.class)
                .list());
    }

    /** The bars of a child and their lifting, the latest first. */
    List<Bar> bars(UUID pupil, Optional<Instant> at) {
        return jdbc.sql("""
                        select * from approvals.publication_bar
                        where pupil = :pupil and recorded_at <= coalesce(cast(:at as timestamptz), 'infinity')
                        order by number desc""")
                .param("pupil", pupil)
                .param("at", at.map(Timestamp::from).orElse(null))
                .query((row, number) -> new Bar(
                        row.getObject("pupil", UUID.class),
                        row.getBoolean("barred"),
                        row.getString("reason"),
                        row.getString("recorded_by"),
                        row.getTimestamp("recorded_at").toInstant()))
                .list();
    }

    void add(Bar bar) {
        jdbc.sql("""
                        insert into approvals.publication_bar (pupil, barred, reason, recorded_by, recorded_at)
                        values (:pupil, :barred, :reason, :by, :at)""")
                .param("pupil", bar.pupil())
                .param("barred", bar.barred())
                .param("reason", bar.reason())
                .param("by", bar.by())
                .param("at", Timestamp.from(bar.at()))
                .update();
    }

    /** Keeps a scanned page and gives its id. */
    long add(UUID pupil, Scan scan) {
        return jdbc.sql("""
                        insert into approvals.consent_scan (pupil, type, content) values (:pupil, :type, :content)
                        returning id""")
                .param("pupil", pupil)
                .param("type", scan.type())
                .param("content", scan.content())
                .query(Long.class)
                .single();
    }

    void add(UUID pupil, Use use, Reply reply, Signed signed, Optional<Long> scan, String by, Instant at) {
        jdbc.sql("""
                        insert into approvals.consent_entry (pupil, carer, carer_key, use, reply, answered_on, how, scan,
                            valid_until, recorded_by, recorded_at)
                        values (:pupil, :carer, :key, :use, :reply, :on, :how, :scan, :until, :by, :at)""")
                .param("pupil", pupil)
                .param("carer", signed.carer())
                .param("key", Standings.carerKey(signed.carer()))
                .param("use", use.value())
                .param("reply", reply.value())
                .param("on", signed.on())
                .param("how", signed.how().value())
                .param("scan", scan.orElse(null))
                .param("until", reply == Reply.GIVEN ? signed.until() : null)
                .param("by", by)
                .param("at", Timestamp.from(at))
                .update();
    }

    /** The page that belongs to an entry. */
    Optional<Scan> scanOf(long entry) {
        return jdbc.sql("""
                        select scan.type, scan.content
                        from approvals.consent_entry entry join approvals.consent_scan scan on scan.id = entry.scan
                        where entry.number = :entry""")
                .param("entry", entry)
                .query((row, number) -> new Scan(row.getString("type"), row.getBytes("content")))
                .optional();
    }

    private static Entry toEntry(ResultSet row, int number) throws SQLException {
        row.getLong("scan");
        boolean scanned = !row.wasNull();
        return new Entry(
                row.getLong("number"),
                row.getObject("pupil", UUID.class),
                row.getString("carer"),
                Use.of(row.getString("use")).orElseThrow(),
                Reply.of(row.getString("reply")).orElseThrow(),
                row.getObject("answered_on", LocalDate.class),
                How.of(row.getString("how")).orElseThrow(),
                scanned,
                Optional.ofNullable(row.getObject("valid_until", LocalDate.class)),
                row.getString("recorded_by"),
                row.getTimestamp("recorded_at").toInstant());
    }
}
