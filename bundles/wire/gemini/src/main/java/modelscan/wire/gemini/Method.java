package modelscan.wire.gemini;

/** What stands behind the colon of an address. */
enum Method {
    /** A whole answer. */
    GENERATE("generateContent"),
    /** An answer piece by piece. */
    STREAM("streamGenerateContent"),
    /** One vector. */
    EMBED("embedContent"),
    /** Several vectors. */
    BATCH("batchEmbedContents");

    private final String word;

    Method(String word) {
        this.word = word;
    }

    /** The end of an address of this method. */
    String suffix() {
        return ":" + word;
    }
}
