package org.schoolapprovals.consent;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The tables of the pupils' particulars. Lists come in the order of classes and names. */
@Repository
class PupilStore {

    /** Each child's particulars as they stood at {@code :at}, null for now. */
    private static final String AS_IT_STOOD = """
            (select distinct on (pupil) * from approvals.pupil_particulars
                where changed_at <= coalesce(cast(:at as timestamptz), 'infinity')
                order by pupil, version desc) particulars
            """;

    private static final String IN_ORDER = " order by class_name, lower(last_name), lower(first_name), pupil";

    private final JdbcClient jdbc;

    PupilStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Grows with every change of any child's particulars. */
    long version() {
        return jdbc.sql("select version from approvals.pupil_register")
                .query(Long.class)
                .single();
    }

    /** The version, for whoever is about to change particulars: nobody else does until the transaction ends. */
    long lockRegister() {
        return jdbc.sql("select version from approvals.pupil_register for update")
                .query(Long.class)
                .single();
    }

    /** Nothing is recorded about these children until the transaction ends; others may hold the same lock. */
    void share(Collection<UUID> pupils) {
        jdbc.sql("select id from approvals.pupil where id = any(cast(:ids as uuid[])) order by id for share")
                .param("ids", texts(pupils))
                .query(UUID.class)
                .list();
    }

    /** Until the transaction ends, nobody else records anything about these children or publishes them. */
    void lock(Collection<UUID> pupils) {
        jdbc.sql("select id from approvals.pupil where id = any(cast(:ids as uuid[])) order by id for update")
                .param("ids", texts(pupils))
                .query(UUID.class)
                .list();
    }

    /** All children, those who have left among them. */
    List<Enrolment> all(Optional<Instant> at) {
        return jdbc.sql("select * from " + AS_IT_STOOD + IN_ORDER)
                .param("at", at.map(Timestamp::from).orElse(null))
                .query(PupilStore::toEnrolment)
                .list();
    }

    List<Enrolment> find(Collection<UUID> pupils, Optional<Instant> at) {
        return jdbc.sql("select * from " + AS_IT_STOOD + " where pupil = any(cast(:ids as uuid[]))" + IN_ORDER)
                .param("at", at.map(Timestamp::from).orElse(null))
                .param("ids", texts(pupils))
                .query(PupilStore::toEnrolment)
                .list();
    }

    /** Everything that was ever recorded as this child's particulars, the latest first. */
    List<Enrolment> history(UUID pupil) {
        return jdbc.sql("select * from approvals.pupil_particulars where pupil = :pupil order by version desc")
                .param("pupil", pupil)
                .query(PupilStore::toEnrolment)
                .list();
    }

    /** Adds a child that was not there before; their particulars have to follow. */
    void add(UUID pupil) {
        jdbc.sql("insert into approvals.pupil (id) values (:id)")
                .param("id", pupil)
                .update();
    }

    void record(Pupil pupil, Optional<String> number, boolean present, String by, Instant at) {
        jdbc.sql("""
                        insert into approvals.pupil_particulars (pupil, first_name, last_name, nicknames, class_name,
                            leaving_year, pupil_number, present, changed_by, changed_at)
                        values (:pupil, :first, :last, :nicknames, :class, :leaving, :number, :present, :by, :at)""")
                .param("pupil", pupil.id())
                .param("first", pupil.firstName())
                .param("last", pupil.lastName())
                .param("nicknames", pupil.nicknames().toArray(String[]::new))
                .param("class", pupil.className())
                .param("leaving", pupil.leavingYear())
                .param("number", number.orElse(null))
                .param("present", present)
                .param("by", by)
                .param("at", Timestamp.from(at))
                .update();
    }

    /** Tells everybody who keeps names that they are others now. */
    void changed() {
        jdbc.sql("update approvals.pupil_register set version = version + 1").update();
    }

    static String[] texts(Collection<UUID> ids) {
        return Set.copyOf(ids).stream().map(UUID::toString).toArray(String[]::new);
    }

    private static Enrolment toEnrolment(ResultSet row, int number) throws SQLException {
        Array nicknames = row.getArray("nicknames");
        return new Enrolment(
                row.getLong("version"),
                new Pupil(
                        row.getObject("pupil", UUID.class),
                        row.getString("first_name"),
                        row.getString("last_name"),
                        List.of((String[]) nicknames.getArray()),
                        row.getString("class_name"),
                        row.getInt("leaving_year")),
                Optional.ofNullable(row.getString("pupil_number")),
                row.getBoolean("present"),
                row.getString("changed_by"),
                row.getTimestamp("changed_at").toInstant());
    }
}
