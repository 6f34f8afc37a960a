package modelscan.bench.mock;

/** What the mock has counted; only its own thread touches it. */
final class Tally {
    private long requests;
    private long streams;
    private long chunks;
    private long refused;
    private long cut;
    private long aborted;
    private long connections;
    private String latest = "";

    void connected() {
        connections++;
    }

    void asked(String path, boolean stream, boolean refusing) {
        requests++;
        streams += stream ? 1 : 0;
        refused += refusing ? 1 : 0;
        latest = path;
    }

    void chunkSent() {
        chunks++;
    }

    void cutByScript() {
        cut++;
    }

    /** The client went away before its answer was complete. */
    void abortedByClient() {
        aborted++;
    }

    /** For {@code GET /stats}; the latest path shows which version of a plugin is calling. */
    String json() {
        return ("{\"requests\":%d,\"streams\":%d,\"chunks\":%d,\"refused\":%d,\"cut\":%d,\"aborted\":%d,"
                + "\"connections\":%d,\"latest\":\"%s\"}")
                .formatted(requests, streams, chunks, refused, cut, aborted, connections, latest.replaceAll("[\"\\\\]", ""));
    }
}
