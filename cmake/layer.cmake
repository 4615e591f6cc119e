# add_layer(name USES <layers> LIBRARIES <third party>): src/<name> as a library, and its *_test.cpp as one test program.
# Third-party libraries are private to the layer, so that no other folder can include them.
# UNITY: its sources are small and many, and reading the headers costs more than they do: they are compiled eight at a time.
add_library(precompiled STATIC ${CMAKE_SOURCE_DIR}/cmake/precompiled.cpp)
target_precompile_headers(precompiled PRIVATE ${CMAKE_SOURCE_DIR}/cmake/precompiled.h)
target_include_directories(precompiled PRIVATE ${CMAKE_SOURCE_DIR}/src)
target_link_libraries(precompiled PRIVATE Boost::headers warnings)

# what takes a batch for one file with headers; linked after `warnings`, whose option it narrows
add_library(batch_warnings INTERFACE)
target_compile_options(batch_warnings INTERFACE $<$<CXX_COMPILER_ID:GNU>:-Wno-subobject-linkage;-Wno-shadow;-Wshadow=local>)

function(add_layer name)
  cmake_parse_arguments(LAYER "UNITY" "" "USES;LIBRARIES" ${ARGN})
  set(folder ${CMAKE_SOURCE_DIR}/src/${name})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${folder}/*.cpp)
  file(GLOB_RECURSE tests CONFIGURE_DEPENDS ${folder}/*_test.cpp)
  list(REMOVE_ITEM sources ${tests})
  list(FILTER sources EXCLUDE REGEX "/main\\.cpp$")

  set(visibility PRIVATE)
  if(name STREQUAL "core")
    set(visibility PUBLIC)
  endif()
  if(sources)
    add_library(${name} STATIC ${sources})
    target_link_libraries(${name} PUBLIC ${LAYER_USES} ${visibility} ${LAYER_LIBRARIES} warnings)
    target_include_directories(${name} PUBLIC ${CMAKE_SOURCE_DIR}/src ${CMAKE_BINARY_DIR}/generated)
    target_precompile_headers(${name} REUSE_FROM precompiled)
    if(LAYER_UNITY)
      set_target_properties(${name} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 8)
      target_link_libraries(${name} PRIVATE batch_warnings)
    endif()
  else()
    add_library(${name} INTERFACE)
    target_link_libraries(${name} INTERFACE ${LAYER_USES})
  endif()

  if(tests)
    test_program(${name}_test unit SOURCES ${tests} LIBRARIES ${name} ${LAYER_LIBRARIES})
  endif()
endfunction()
