package modelscan.core.jobs.form;

/** Where bytes are kept that are too many for JSON. */
public interface Bytes {
    /** Keeps them; answers where they begin. */
    long keep(byte[] bytes);

    /** The bytes from there on. */
    byte[] read(long at, int length);
}
