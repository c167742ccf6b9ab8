package org.schoolapprovals.comment;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which comments on the page are still its authors' to edit or to take back, as far as anybody here has a request open for them. */
@Repository
public class OpenOnPage {

    private final JdbcClient jdbc;

    OpenOnPage(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Their ids on the page. */
    public List<String> ids() {
        return jdbc.sql("""
                        select external_id from approvals.comment
                        where road = 'PAGE' and state in ('RECEIVED', 'WAITING', 'AGREED') order by external_id
                        """).query(String.class).list();
    }
}
