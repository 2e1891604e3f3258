#pragma once

namespace precept {

/// Whether a reading that nothing asks about is a mistake. `Allow` is for `precept source coverage`, which
/// also takes a policy whose clauses are not all written.
enum class UnusedReadings { Refuse, Allow };

}  // namespace precept
