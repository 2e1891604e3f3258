#include <zlib.h>

#include <array>
#include <memory>

#include "compiler/official/forms/forms.h"

namespace precept::official {

std::expected<std::string, std::string> unpack_gzip(std::string_view bytes, std::size_t most) {
  constexpr int kGzipOnly = 16 + MAX_WBITS;
  z_stream stream{};
  if (inflateInit2(&stream, kGzipOnly) != Z_OK) return std::unexpected("there is no memory to unpack it");
  struct End {
    void operator()(z_stream* open) const { inflateEnd(open); }
  };
  const std::unique_ptr<z_stream, End> guard(&stream);
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));  // read only
  stream.avail_in = static_cast<uInt>(bytes.size());
  std::string out;
  std::array<char, 1u << 16> piece;
  for (int status = Z_OK; status != Z_STREAM_END;) {
    stream.next_out = reinterpret_cast<Bytef*>(piece.data());
    stream.avail_out = static_cast<uInt>(piece.size());
    status = inflate(&stream, Z_NO_FLUSH);
    if (status != Z_OK && status != Z_STREAM_END)
      return std::unexpected("it begins as a gzip file does, but is damaged");
    out.append(piece.data(), piece.size() - stream.avail_out);
    if (out.size() > most)
      return std::unexpected("it unpacks to more than " + std::to_string(most) + " bytes");
    // A file may be several, one behind the other.
    if (status == Z_STREAM_END && stream.avail_in > 0) status = inflateReset(&stream);
  }
  return out;
}

}  // namespace precept::official
