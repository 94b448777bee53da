/**
 * Health of a CustomResourceDefinition. Argo CD's own check reports Degraded for about a second, until the API server
 * has established the CRD, and a Degraded object fails its sync wave at once. Here that state is `Progressing`, which a
 * wave waits for. Conflicting names and an invalid schema stay Degraded.
 *
 * Source: resource_customizations/apiextensions.k8s.io/CustomResourceDefinition of Argo CD;
 * https://kubernetes.io/docs/reference/kubernetes-api/extend-resources/custom-resource-definition-v1/
 */
export const customResourceDefinitionHealth = `local function condition(kind)
  for _, candidate in ipairs((obj.status or {}).conditions or {}) do
    if candidate.type == kind then
      return candidate
    end
  end
  return {}
end

if obj.metadata.deletionTimestamp ~= nil then
  return { status = "Progressing", message = "being deleted" }
end
if condition("NamesAccepted").status == "False" then
  return { status = "Degraded", message = "its names are taken: " .. (condition("NamesAccepted").message or "") }
end
if condition("NonStructuralSchema").status == "True" then
  return { status = "Degraded", message = "its schema is refused: " .. (condition("NonStructuralSchema").message or "") }
end
if condition("Established").status ~= "True" then
  return { status = "Progressing", message = "not established yet" }
end
return { status = "Healthy", message = "" }
`;
