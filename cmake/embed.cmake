# embed(TARGET HEADER <header> FUNCTION <namespace::name> BASE <folder> FILES <paths>): compiles files into a target. HEADER
# declares `std::span<const hfi::EmbeddedFile> FUNCTION()`; paths in it are relative to BASE.
# Also the script that writes the source: cmake -DOUT=… -DHEADER=… -DFUNCTION=… -DBASE=… -DFILES=…;… -P embed.cmake
set(EMBED_SCRIPT ${CMAKE_CURRENT_LIST_FILE})

function(embed target)
  cmake_parse_arguments(EMBED "" "HEADER;FUNCTION;BASE" "FILES" ${ARGN})
  string(REPLACE "::" "_" name ${EMBED_FUNCTION})
  set(out ${CMAKE_BINARY_DIR}/generated/${name}.cpp)
  list(SORT EMBED_FILES)
  add_custom_command(
    OUTPUT ${out}
    COMMAND ${CMAKE_COMMAND} -DOUT=${out} -DHEADER=${EMBED_HEADER} -DFUNCTION=${EMBED_FUNCTION} -DBASE=${EMBED_BASE}
            "-DFILES=${EMBED_FILES}" -P ${EMBED_SCRIPT}
    DEPENDS ${EMBED_FILES} ${EMBED_SCRIPT}
    COMMENT "Embedding files for ${EMBED_FUNCTION}"
    VERBATIM)
  target_sources(${target} PRIVATE ${out})
endfunction()

if(NOT CMAKE_SCRIPT_MODE_FILE)
  return()
endif()

# A compiler need not take literals of more than 65,535 bytes, so a file becomes several, cut at the ends of lines.
set(largest 8000)

function(append_literals text out)
  set(result "")
  while(NOT text STREQUAL "")
    string(SUBSTRING "${text}" 0 ${largest} piece)
    string(FIND "${piece}" "\n" end REVERSE)
    math(EXPR end "${end} + 1")
    string(LENGTH "${piece}" length)
    if(end EQUAL 0 OR length LESS largest)
      set(end ${length})
    endif()
    string(SUBSTRING "${text}" 0 ${end} piece)
    string(SUBSTRING "${text}" ${end} -1 text)
    string(APPEND result "\n     R\"embed(${piece})embed\"")
  endwhile()
  set(${out} "${result}" PARENT_SCOPE)
endfunction()

string(REGEX MATCH "^(.*)::([^:]+)$" matched "${FUNCTION}")
set(source "#include \"${HEADER}\"\n\nnamespace ${CMAKE_MATCH_1} {\n\n")
string(APPEND source "std::span<const EmbeddedFile> ${CMAKE_MATCH_2}() {\n  static constexpr EmbeddedFile files[] = {\n")
foreach(file IN LISTS FILES)
  file(RELATIVE_PATH path ${BASE} ${file})
  file(READ ${file} content)
  append_literals("${content}" literals)
  string(APPEND source "    {\"${path}\",${literals}},\n")
endforeach()
string(APPEND source "  };\n  return files;\n}\n\n}  // namespace ${CMAKE_MATCH_1}\n")
file(WRITE ${OUT} "${source}")
