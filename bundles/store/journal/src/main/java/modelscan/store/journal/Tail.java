package modelscan.store.journal;

/**
 * Where the journal goes on.
 *
 * @param size of the segment up to the end of its last whole record
 * @param end the position of the next entry
 * @param chain the hash of the last entry
 * @param marks where some of the entries of the segment begin
 */
record Tail(Segment segment, long size, long end, byte[] chain, Marks marks) {
}
