/** JSON as bytes and trees: bounded reading, outlines of a message, splicing without rebuilding. */
@Export
@Version("1.0.0")
package modelscan.base.json;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
