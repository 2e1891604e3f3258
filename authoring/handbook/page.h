// A page of a handbook as plain data: blocks, and lines made of words, code and references.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace precept::handbook {

/// A part of a line. With a page it is a reference.
struct Part {
  enum class Kind { Words, Code, Strong, Faint } kind = Kind::Words;
  std::string text;
  std::string page, anchor = {};  ///< where it leads: "clauses/rule-1", and a place there
};
using Line = std::vector<Part>;

inline Part words(std::string text) {
  return {Part::Kind::Words, std::move(text), {}};
}
inline Part code(std::string text) {
  return {Part::Kind::Code, std::move(text), {}};
}
inline Part strong(std::string text) {
  return {Part::Kind::Strong, std::move(text), {}};
}
inline Part faint(std::string text) {
  return {Part::Kind::Faint, std::move(text), {}};
}

struct Block {
  enum class Kind {
    Heading,    ///< lines[0]; of the second level, or with an anchor a place of its own
    Paragraph,  ///< lines[0]
    Quote,      ///< lines[0]: words of the official text
    List,       ///< a line for each point
    Code,       ///< text
    Table,      ///< head, and rows of cells
  } kind = Kind::Paragraph;
  std::vector<Line> lines = {};
  std::string text = {};
  std::vector<std::string> head = {};
  std::vector<std::vector<Line>> rows = {};
  std::string anchor = {};
};

struct Page {
  std::string path;  ///< "clauses/rule-1"; "index" of the first
  std::string title;
  std::string above;  ///< what it belongs to: "Clauses"; empty of the index
  std::vector<Block> blocks = {};
};

}  // namespace precept::handbook
