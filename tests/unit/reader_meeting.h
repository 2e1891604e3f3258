// A kind of document with a field of every form, and a document of it, for the tests of the readers.
#pragma once

#include "tests/unit/reader_schema.h"

namespace precept::test {

using program::Form;
using program::IfAbsent;

/// A meeting with a field of every form; its columns are members, so that tests name them.
struct Meeting : SchemaBuilder {
  std::uint32_t study_group, region, act, office, country;
  std::uint32_t root_level, topics, joint_with, notes, attendance, tags, visits;
  std::uint32_t name, date, seats, length, group_there, parent, group_region, charter_there, charter_title,
      pages, page, page_texts, topics_there, topic, joint_there, joint, notes_there, attendance_there, person,
      category, from, acts, invited, eligible, holds, remark, tags_there, tag, visits_there, visit_days;

  Meeting() {
    study_group = enumeration("StudyGroup", {{"SG3", ""}, {"SG12", "Study Group 12"}, {"SG13", ""}});
    region = enumeration("Region", {{"AFR", "Africa"}, {"EUR", "Europe"}});
    act = enumeration("Act", {{"attend", ""}, {"contribute", ""}, {"decide", ""}});
    office = enumeration("Office", {{"Chair", "chair"}, {"ViceChair", "vice-chair"}});
    country = table("Country", {"code", "alpha3", "name"},
                    {{"KE", "KEN", "Kenya"}, {"DE", "DEU", "Germany"}, {"CI", "CIV", "Côte d'Ivoire"}});
    root_level = level(kAbsent, "");
    attendance = level(root_level, "/attendance");
    topics = level(root_level, "/topics");
    joint_with = level(root_level, "/joint_with");
    notes = level(root_level, "/notes");
    tags = level(attendance, "/attendance/*/tags");
    visits = level(attendance, "/attendance/*/visits");
    pages = level(root_level, "/group/charter/pages");
    std::uint32_t root = object("Meeting", root_fields());
    judgement("eligible", attendance, person);
    judgement("urgent", kAbsent, kAbsent);
    unit("Meeting", root);
  }

  std::vector<program::Field> root_fields() {
    name = column(root_level, RegisterKind::Code, ValueType::Text);
    date = column(root_level, RegisterKind::Code, ValueType::Date);
    seats = column(root_level, RegisterKind::Int, ValueType::Int);
    length = column(root_level, RegisterKind::Int, ValueType::Duration);
    group_there = presence(root_level);
    topics_there = presence(root_level);
    topic = column(topics, RegisterKind::Code, ValueType::Text);
    joint_there = presence(root_level);
    joint = column(joint_with, RegisterKind::Code, ValueType::Text);
    notes_there = presence(root_level);
    attendance_there = presence(root_level);
    std::vector<program::Field> fields{
        field("name", Form::Text, name),
        field("date", Form::Date, date),
        field("seats", Form::Int, seats),
        field("length", Form::Duration, length, IfAbsent::None),
        record("group", group_there, object("Group", group_fields())),
        list("topics", topics_there, topics, Form::Text, topic),
        list("joint_with", joint_there, joint_with, Form::Text, joint, IfAbsent::None),
        list("notes", notes_there, notes, Form::Text, kAbsent, IfAbsent::Default),
        list_of_records("attendance", attendance_there, attendance, object("Person", person_fields())),
        field("unread", Form::Int, kAbsent),
        list("unread_list", kAbsent, kAbsent, Form::Enum, kAbsent, IfAbsent::Unknown, region),
        list_of_records("unread_records", kAbsent, kAbsent,
                        object("Unread", {field("day", Form::Date, kAbsent)})),
    };
    return fields;
  }

  std::vector<program::Field> group_fields() {
    parent = column(root_level, RegisterKind::Code, ValueType::Enum, 1, study_group);
    group_region = column(root_level, RegisterKind::Code, ValueType::Enum, 1, region);
    charter_there = presence(root_level);
    charter_title = column(root_level, RegisterKind::Code, ValueType::Text);
    pages_there_ = presence(root_level);
    page = column(pages, RegisterKind::Int, ValueType::Int);
    auto charter = object("Charter", {field("title", Form::Text, charter_title),
                                      list("pages", pages_there_, pages, Form::Int, page)});
    return {field("parent", Form::Enum, parent, IfAbsent::Unknown, study_group),
            field("region", Form::Enum, group_region, IfAbsent::None, region),
            record("charter", charter_there, charter, IfAbsent::None)};
  }

  std::vector<program::Field> person_fields() {
    person = column(attendance, RegisterKind::Code, ValueType::Text);
    sections.levels[attendance].name_column = person;
    category = column(attendance, RegisterKind::Code, ValueType::Enum, 1, study_group);
    from = column(attendance, RegisterKind::Code, ValueType::Key, 1, country);
    acts = column(attendance, RegisterKind::Set, ValueType::Set, 4, act);
    invited = column(attendance, RegisterKind::Code, ValueType::Truth, 1);
    eligible = column(attendance, RegisterKind::Code, ValueType::Truth, 1);
    holds = column(attendance, RegisterKind::Code, ValueType::Enum, 1, office);
    remark = column(attendance, RegisterKind::Code, ValueType::Text);
    sections.columns[remark].raw = 1;
    tags_there = presence(attendance);
    tag = column(tags, RegisterKind::Code, ValueType::Enum, 4, region);
    visits_there = presence(attendance);
    visit_days = column(visits, RegisterKind::Int, ValueType::Int);
    program::Field acts_field = field("acts", Form::Set, acts, IfAbsent::Default, act);
    acts_field.default_constant = constant(RegisterKind::Set, 1);
    program::Field invited_field = field("invited", Form::Truth, invited, IfAbsent::Default);
    invited_field.default_constant = constant(RegisterKind::Code, 0);
    auto visit = object("Visit", {field("days", Form::Int, visit_days)});
    return {field("name", Form::Text, person, IfAbsent::None),
            field("category", Form::Enum, category, IfAbsent::Unknown, study_group),
            field("country", Form::Key, from, IfAbsent::Unknown, country),
            acts_field,
            invited_field,
            field("eligible", Form::Truth, eligible),
            field("office", Form::Enum, holds, IfAbsent::None, office),
            field("remark", Form::Text, remark),
            list("tags", tags_there, tags, Form::Enum, tag, IfAbsent::Unknown, region),
            list_of_records("visits", visits_there, visits, visit, IfAbsent::None)};
  }

  std::uint32_t pages_there() const { return pages_there_; }

 private:
  std::uint32_t pages_there_ = 0;
};

/// A document in which every field is there, and every list but one has elements.
inline constexpr const char* kWhole = R"({
  "kind": "Meeting",
  "name": "SG12RG-AFR",
  "date": "2023-03-01",
  "seats": 40,
  "length": 3,
  "group": {"parent": "SG12", "region": "AFR", "charter": {"title": "T\u00e9l\u00e9com", "pages": [1, -2]}},
  "topics": ["Q13/12", "speech", "Q13/12"],
  "joint_with": [],
  "notes": ["a"],
  "attendance": [
    {"name": "A. Diallo", "category": "SG3", "country": "KE", "acts": ["attend", "decide"], "invited": true,
     "eligible": false, "office": "Chair", "remark": "said \"no\"", "tags": ["AFR", "EUR"],
     "visits": [{"days": 2}, {"days": 9223372036854775807}]},
    {"name": null, "category": "SG13", "country": "DEU", "tags": []}
  ],
  "unread": 7, "unread_list": ["AFR"], "unread_records": [{"day": "2023-01-01"}],
  "attestations": [
    {"judgement": "urgent", "value": true, "by": "B. Sow", "date": "2023-02-01", "reason": "it is"},
    {"judgement": "eligible", "about": "A. Diallo", "value": false, "by": "B. Sow", "date": "2023-02-01"}
  ]
})";

}  // namespace precept::test
