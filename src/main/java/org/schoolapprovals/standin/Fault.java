package org.schoolapprovals.standin;

/** What can go wrong at the page; tests order it. */
public enum Fault {
    /** The token has run out: code 190. */
    TOKEN_EXPIRED(400, 190, "Error validating access token: Session has expired."),
    /** The page has withdrawn a permission: code 200. */
    PERMISSION_LOST(403, 200, "(#200) Permissions error"),
    /** Too many calls: code 32, to be asked again after a minute. */
    RATE_LIMIT(403, 32, "(#32) Page request limit reached"),
    /** Something breaks behind the page: HTTP 500, code 2. */
    BROKEN(500, 2, "An unexpected error has occurred. Please retry your request later."),
    /** The page does what it is asked, and its answer is lost on the way. */
    ANSWER_LOST(502, 0, ""),
    /** The answer takes six seconds. */
    SLOW(200, 0, "");

    private final int status;
    private final int code;
    private final String message;

    Fault(int status, int code, String message) {
        this.status = status;
        this.code = code;
        this.message = message;
    }

    int status() {
        return status;
    }

    int code() {
        return code;
    }

    String message() {
        return message;
    }
}
