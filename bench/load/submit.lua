-- Submits a small chat; every one is another, so that none is taken for a repetition.
local thread_number = 0

function setup(thread)
  thread_number = thread_number + 1
  thread:set("number", thread_number)
end

local count = 0

function request()
  count = count + 1
  local body = string.format(
    '{"script":[{"from":"Ana","to":"Bruno","text":"Bench %d-%d"},{"from":"Bruno","to":"Ana","text":"Good."}],'
      .. '"background":"none","size":"270x480","fps":10}',
    number, count)
  return wrk.format("POST", "/api/videos", { ["Content-Type"] = "application/json" }, body)
end
