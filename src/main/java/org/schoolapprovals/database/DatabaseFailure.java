package org.schoolapprovals.database;

/** The database cannot be had. The message is one sentence for the person at the console, with the way out. */
public class DatabaseFailure extends RuntimeException {

    public DatabaseFailure(String sentence) {
        super(sentence);
    }

    public DatabaseFailure(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
