package org.schoolapprovals.photo.image;

/** What may stand in a file beside its picture, as the person who sent it is told that it is gone. */
enum Found {
    LOCATION("Location removed"),
    CAMERA("Camera details removed"),
    CAPTION("Caption and keywords removed"),
    TEXT("Text in the file removed"),
    COMMENTS("Comments removed"),
    PREVIEW("Embedded preview removed"),
    PROFILE("Colour profile replaced"),
    FURTHER_PICTURES("Further pictures of the animation removed"),
    APPENDED("Data appended to the file removed"),
    OTHER("Other hidden data removed");

    private final String words;

    Found(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }
}
