/** What every dialect of providers needs: requests that name places, errors of any shape, times to wait. */
@Export
@Version("1.0.0")
package modelscan.base.wire;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
