package modelscan.test.roundtrip;

/** What becomes of a feature on its way; a later one is worse. */
enum Outcome {
    /** It arrives. */
    KEPT("yes"),
    /** It arrives in other words. */
    RESAID("≈"),
    /** It does not arrive, and nobody misses it. */
    IN_VAIN("–"),
    /** It does not arrive: the client's protocol has no word for it. */
    WORDLESS("no word"),
    /** It does not arrive, and the caller is told. */
    TOLD("told"),
    /** The request is refused. */
    REFUSED("refused"),
    /** It does not arrive, and nobody says so. */
    SILENT("LOST");

    private final String sign;

    Outcome(String sign) {
        this.sign = sign;
    }

    String sign() {
        return sign;
    }

    Outcome worse(Outcome other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
