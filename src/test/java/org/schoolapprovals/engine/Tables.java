package org.schoolapprovals.engine;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;

/** All tables of the database, the engine's and ours, whatever they are called. */
public record Tables(JdbcClient jdbc) {

    /** A fingerprint of every table: equal before and after where nothing at all was written. */
    public Map<String, String> contents() {
        Map<String, String> contents = new TreeMap<>();
        for (String table : names("schemaname in ('public', 'approvals')")) {
            contents.put(
                    table,
                    jdbc.sql("select coalesce(md5(string_agg(t::text, ',' order by t::text)), '') from " + table + " t")
                            .query(String.class)
                            .single());
        }
        return contents;
    }

    /** The engine's tables in which this text stands anywhere, as text or in bytes; the user store aside. */
    public List<String> ofTheEngineWith(String text) {
        return names("tablename like 'act\\_%' and tablename not like 'act\\_id\\_%'").stream()
                .filter(table -> jdbc.sql("select exists (select 1 from " + table
                                + " t where strpos(lower(t::text), lower(:text)) > 0"
                                + " or strpos(t::text, encode(convert_to(:text, 'UTF8'), 'hex')) > 0)")
                        .param("text", text)
                        .query(Boolean.class)
                        .single())
                .toList();
    }

    private List<String> names(String which) {
        return jdbc.sql("select schemaname || '.' || tablename from pg_tables where " + which + " order by 1")
                .query(String.class)
                .list();
    }
}
