/**
 * Health of an Application for its parent. Argo CD removed this check in 1.8. Without it an Application is healthy as
 * soon as it exists, and sync waves among the root's children have no effect.
 *
 * On an update, the health that a child reports is of the spec it was last compared with, and then, until its sync has
 * begun, of what that replaces: both are `Progressing` here, or the next wave would begin at once. A sync that is being
 * retried no longer counts, since it may fail forever.
 *
 * The controller writes `comparedTo` from its own types, which leave out what is empty: empty values are all the same.
 *
 * Source: https://argo-cd.readthedocs.io/en/stable/operator-manual/health/#argocd-app,
 * https://github.com/argoproj/argo-cd/pull/29649
 */
export const applicationHealth = `local function isEmpty(value)
  if type(value) == "table" then
    for _, member in pairs(value) do
      if not isEmpty(member) then
        return false
      end
    end
    return true
  end
  return value == nil or value == false or value == "" or value == 0
end

local function isSame(left, right)
  if isEmpty(left) or isEmpty(right) then
    return isEmpty(left) and isEmpty(right)
  end
  if type(left) ~= "table" or type(right) ~= "table" then
    return left == right
  end
  for key, value in pairs(left) do
    if not isSame(value, right[key]) then
      return false
    end
  end
  for key, value in pairs(right) do
    if left[key] == nil and not isEmpty(value) then
      return false
    end
  end
  return true
end

local function isCompared(spec, sync)
  local comparedTo = (sync or {}).comparedTo or {}
  if not isEmpty(spec.sources) then
    return isSame(spec.sources, comparedTo.sources)
  end
  return isEmpty(spec.source) or isSame(spec.source, comparedTo.source)
end

local function isStarting(operation, state)
  local isRetry = state ~= nil and state.phase == "Running" and (state.retryCount or 0) > 0
  return operation ~= nil and not isRetry
end

local hs = { status = "Progressing", message = "" }
if obj.status == nil or obj.status.health == nil or obj.status.health.status == nil then
  return hs
end
if not isCompared(obj.spec or {}, obj.status.sync) then
  hs.message = "not compared with its new source yet"
  return hs
end
if obj.status.health.status == "Healthy" and isStarting(obj.operation, obj.status.operationState) then
  hs.message = "syncing"
  return hs
end
hs.status = obj.status.health.status
hs.message = obj.status.health.message or ""
return hs
`;
